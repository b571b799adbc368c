import type { Browser } from "playwright-core";

export function findChromium(): string | undefined;
export function requireChromium(): string;
export function launch(): Promise<Browser>;
