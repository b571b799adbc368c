export function withDecoys(environment: NodeJS.ProcessEnv, scratch: string): NodeJS.ProcessEnv;
export function decoyCalls(scratch: string): readonly string[];
