export interface LeftProcess {
  readonly pid: number;
  readonly command: string;
}
export function markEnvironment(mark: string): NodeJS.ProcessEnv;
export function leftProcesses(mark: string, graceMs?: number): Promise<readonly LeftProcess[] | undefined>;
export function endProcess(pid: number): void;
