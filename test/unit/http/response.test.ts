import { describe } from "vitest";
import { addResponseCases } from "./response-cases.ts";

describe("a Response of Node", addResponseCases);
