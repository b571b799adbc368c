import type { Browser, BrowserContext } from "playwright-core";

export function findChromium(): string | undefined;
export function requireChromium(): string;
export function launch(): Promise<Browser>;
export function launchWithProfile(folder: string): Promise<BrowserContext>;
