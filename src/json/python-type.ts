/** The Python type whose JSON this is; tuples and subclasses have become the nearest JSON type. */
export type PythonType = "dict" | "list" | "str" | "int" | "float" | "bool" | "None";

/** Names the Python type of a JSON text by its first character, the numbers by their form. */
export function pythonTypeOf(json: string): PythonType {
  switch (json[0]) {
    case "{":
      return "dict";
    case "[":
      return "list";
    case '"':
      return "str";
    case "t":
    case "f":
      return "bool";
    case "n":
      return "None";
    default:
      return /^-?\d+$/.test(json) ? "int" : "float";
  }
}
