import { describe } from "vitest";
import { addResponseCases } from "./cases.ts";

describe("a Response of Node", addResponseCases);
