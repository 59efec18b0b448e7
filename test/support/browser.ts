import type { Browser } from "playwright-core";

export type { Browser, Page } from "playwright-core";

/**
 * Chromium without a window, from npm: the binary lies in its package (Linux on
 * x86-64), and so do the libraries that it needs, which it unpacks and uses
 * where it takes itself for a guest of AWS Lambda.
 */
export async function openBrowser(): Promise<Browser> {
	process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs24.x";
	const { chromium } = await import("playwright-core");
	const { default: binary } = await import("@sparticuz/chromium");
	return chromium.launch({
		executablePath: await binary.executablePath(),
		args: ["--no-sandbox", "--headless=shell", "--disable-gpu"],
	});
}

/** The text of axe-core, to be run in a page. */
export async function axeSource(): Promise<string> {
	const { default: axe } = await import("axe-core");
	return axe.source;
}
