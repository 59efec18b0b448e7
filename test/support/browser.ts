/**
 * Chromium without a window, from npm: the binary lies in its package (Linux on
 * x86-64), the system needs none. The names are not literals, so that the
 * compiler asks for no types: what the tests use of them is written down here.
 */
export async function openBrowser(): Promise<Browser> {
	const driver: Driver = await import(name("playwright-core"));
	const { default: binary }: Binary = await import(name("@sparticuz/chromium"));
	return driver.chromium.launch({
		executablePath: await binary.executablePath(),
		args: ["--no-sandbox", "--headless=shell", "--disable-gpu"],
	});
}

/** The text of axe-core, to be run in a page. */
export async function axeSource(): Promise<string> {
	const { default: axe }: { default: { readonly source: string } } =
		await import(name("axe-core"));
	return axe.source;
}

interface Driver {
	readonly chromium: { launch(options: object): Promise<Browser> };
}

interface Binary {
	readonly default: { executablePath(): Promise<string> };
}

export interface Browser {
	newPage(options: PageOptions): Promise<Page>;
	close(): Promise<void>;
}

export interface PageOptions {
	readonly viewport?: { readonly width: number; readonly height: number };
	readonly colorScheme?: "light" | "dark";
	readonly javaScriptEnabled?: boolean;
	readonly reducedMotion?: "reduce";
}

export interface Page {
	goto(address: string): Promise<unknown>;
	on(event: "console", hear: (message: Message) => void): void;
	on(event: "dialog", hear: () => void): void;
	on(event: "pageerror", hear: (error: Error) => void): void;
	on(event: "request", hear: (request: { url(): string }) => void): void;
	evaluate<T>(script: string): Promise<T>;
	click(selector: string): Promise<void>;
	fill(selector: string, text: string): Promise<void>;
	focus(selector: string): Promise<void>;
	hover(selector: string): Promise<void>;
	setInputFiles(selector: string, files: readonly string[]): Promise<void>;
	textContent(selector: string): Promise<string | null>;
	getAttribute(selector: string, name: string): Promise<string | null>;
	waitForSelector(selector: string): Promise<unknown>;
	screenshot(options: {
		readonly path: string;
		readonly fullPage?: boolean;
	}): Promise<unknown>;
	close(): Promise<void>;
	readonly keyboard: { press(key: string): Promise<void> };
}

interface Message {
	type(): string;
	text(): string;
}

function name(name: string): string {
	return name;
}
