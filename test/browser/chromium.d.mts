import type { Browser, BrowserContext, BrowserServer } from "playwright-core";

export function findChromium(): string | undefined;
export function requireChromium(): string;
export function launch(): Promise<Browser>;
export function launchServer(): Promise<BrowserServer>;
export function launchWithProfile(folder: string): Promise<BrowserContext>;
