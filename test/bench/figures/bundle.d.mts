export function bundle(): Promise<{ ours: number[] }[]>;
