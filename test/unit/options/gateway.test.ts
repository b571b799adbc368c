import { expect, test } from "vitest";
import { UsageError } from "../../../src/errors.ts";
import { pathParametersOf } from "../../../src/http/gateway/path-template.ts";
import { checkGateway } from "../../../src/options/gateway.ts";

const KNOWN =
  "payloadFormat, path, pathParameters, parameters, operationId, operationContext, authorizer, gatewayId";
const VALUES = "expected a string, or a list of strings, got";

test.each<[string, unknown]>([
  ["gateway: expected an object, got true (boolean).", true],
  [`gateway: unknown option "cors". Known ones are ${KNOWN}.`, { cors: {} }],
  ['gateway: unknown option "pathParams". Did you mean pathParameters?', { pathParams: {} }],
  ['gateway.payloadFormat: expected "0.1" or "1.0", got "2.0" (string).', { payloadFormat: "2.0" }],
  [
    'gateway.path: expected a path of the specification, such as /orders/{id}, got "orders" (string).',
    { path: "orders" },
  ],
  ["gateway.pathParameters: expected an object, got an array.", { pathParameters: [] }],
  ["gateway.pathParameters.id: expected a string, got 7 (number).", { pathParameters: { id: 7 } }],
  [`gateway.parameters.id: ${VALUES} 7 (number).`, { parameters: { id: 7 } }],
  [`gateway.parameters.id: ${VALUES} an array.`, { parameters: { id: [] } }],
  [`gateway.parameters.id: ${VALUES} an array.`, { parameters: { id: ["a", 1] } }],
  ["gateway.operationId: expected a string, got 1 (number).", { operationId: 1 }],
  ["gateway.gatewayId: expected a string, got null.", { gatewayId: null }],
  ['gateway.authorizer: expected an object, got "jwt" (string).', { authorizer: "jwt" }],
])("%s", (sentence, gateway) => {
  expect(() => checkGateway(gateway)).toThrow(new UsageError("INVALID_OPTION", sentence));
});

test.each<[string, object]>([
  [
    "gateway.operationContext.n: expected a value that JSON can carry, got the BigInt 1n",
    { operationContext: { n: 1n } },
  ],
  [
    "gateway.authorizer.at[0]: expected a value that JSON can carry, got a Map",
    { authorizer: { at: [new Map()] } },
  ],
])("%s", (sentence, gateway) => {
  expect(() => checkGateway(gateway)).toThrow(sentence);
});

test("what is changed after the check does not reach the event", () => {
  const operationContext = { stage: "test" };
  const checked = checkGateway({ operationContext });
  operationContext.stage = "changed";
  expect(checked.operationContext).toEqual({ stage: "test" });
});

test.each([
  ["/orders/{id}", "/orders"],
  ["/orders/{id}", "/orders/7/items"],
  ["/files/{name+}", "/files/"],
  ["/v1.0", "/v1x0"],
])("the template %s does not fit %s, and both are named", (template, path) => {
  expect(() => pathParametersOf(template, path)).toThrow(
    `gateway.path: expected a template that the URL's path "${path}" fits, got "${template}"`,
  );
});
