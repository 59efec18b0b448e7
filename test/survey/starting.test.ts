import { describe, expect, test } from "@jest/globals";
import { proposalOf, surveyOf } from "../../src/engine/init.ts";
import { filesFor, repositoryOf } from "../support/survey-fixtures.ts";

/** A service called shop that takes a flag, and these files beside it. */
function shopWith(more: Readonly<Record<string, string>>) {
	return surveyOf(
		repositoryOf({
			"go.mod": "module example.com/shop\n",
			"main.go": main(""),
			...more,
		}),
	).services[0];
}

function main(body: string): string {
	return `package main\n\nimport (\n\t"flag"\n\t"net/http"\n)\n\nfunc main() {\n\taddr := flag.String("addr", ":8080", "")\n\tflag.String("config", "shop.yml", "")\n${body}\n\thttp.ListenAndServe(*addr, nil)\n}\n`;
}

const image = (...lines: readonly string[]) => ({
	Dockerfile: `FROM golang:1.26 AS builder\nWORKDIR /src\nCOPY . .\nRUN go build -o shop .\n\nFROM scratch\n${lines.join("\n")}\n`,
	"deploy/live.yml": "",
	"live.yml": "",
});
const started =
	'ENTRYPOINT ["/bin/shop"]\nCMD ["--config.file=/etc/shop.yml", "--data=/data"]';

describe("a configuration that the image brings", () => {
	test.each([
		[
			"is named by its command",
			["COPY deploy/live.yml /etc/shop.yml", started],
			"--config.file",
			"deploy/live.yml",
		],
		[
			"is named by a word of its own",
			["COPY deploy/live.yml /etc/", 'CMD ["/shop", "-c", "/etc/live.yml"]'],
			"-c",
			"deploy/live.yml",
		],
		[
			"lies below the working directory",
			["WORKDIR /etc", "COPY ./deploy/live.yml ./shop.yml", started],
			"--config.file",
			"deploy/live.yml",
		],
		[
			"came from the stage that built",
			["COPY --from=builder --chown=1 /src/live.yml /etc/shop.yml", started],
			"--config.file",
			"live.yml",
		],
		[
			"is copied over several lines, by variables",
			[
				"ARG NAME=live",
				"COPY \\",
				"  # as it is",
				"  deploy/$" + "{NAME}.yml \\",
				"  /etc/shop.yml",
				started,
			],
			"--config.file",
			"deploy/live.yml",
		],
		[
			"is named by a variable with its path",
			["ENV SETTINGS=/etc/shop.yml", "COPY live.yml /etc/shop.yml"],
			"SETTINGS",
			"live.yml",
		],
		[
			"is named by a variable for one",
			['ENV A=1 SHOP_CONFIG_FILE=""', "COPY live.yml ./conf/live.yml"],
			"SHOP_CONFIG_FILE",
			"live.yml",
		],
	])("%s", (_, lines, name, file) => {
		expect(shopWith(image(...lines))?.configuration).toMatchObject({
			setter: { name },
			file,
		});
	});

	test.each([
		["it is not in the repository", ["COPY made.yml /etc/shop.yml", started]],
		[
			"it lies where the service looks for it",
			["ENV SHOP_CONFIG=''", "COPY live.yml ./live.yml"],
		],
		[
			"it came from elsewhere",
			["COPY --from=builder /etc/live.yml /etc/shop.yml", started],
		],
		[
			"another stage has it",
			["COPY live.yml /etc/shop.yml", started, "FROM scratch", started],
		],
		[
			"its flag is more than a flag",
			[
				"COPY live.yml /etc/shop.yml",
				'CMD ["/shop", "-c;reboot", "/etc/shop.yml"]',
			],
		],
	])("is left out where %s", (_, lines) => {
		expect(shopWith(image(...lines))?.configuration).toBeUndefined();
	});

	test("is the image's whose program it is", () => {
		const other = { "cmd/other/main.go": "package main\nfunc main() {}\n" };
		const files = image("COPY live.yml /etc/shop.yml", started);
		expect(shopWith({ ...files, ...other })?.configuration).toBeDefined();
		const renamed = { Dockerfile: files.Dockerfile.replace("/bin/shop", "/x") };
		expect(
			shopWith({ ...files, ...renamed, ...other })?.configuration,
		).toBeUndefined();
		// With one program, whatever it is called there.
		expect(shopWith({ ...files, ...renamed })?.configuration).toBeDefined();
	});
});

test.each([
	["shop.yml.example", "shop.yml.example"],
	["shop.example.yml", "shop.example.yml"],
	["example.shop.yml", "example.shop.yml"],
	["shop-sample.yml", "shop-sample.yml"],
	["other.example.yml", undefined],
	["deploy/shop.example.yml", undefined],
])("of shop.yml there is only %s: it takes %s", (path, file) => {
	expect(shopWith({ [path]: "" })?.configuration?.file).toBe(file);
	const both = shopWith({ [path]: "", "shop.yml": "" });
	expect(both?.configuration).toBeUndefined();
});

test("what is written starts it so, from the folder of its module", () => {
	const survey = surveyOf(
		repositoryOf({
			"services/shop/go.mod": "module example.com/shop\n",
			"services/shop/main.go": main('\thttp.HandleFunc("/items", nil)'),
			"deploy/live.yml": "",
			Dockerfile: `FROM scratch\nCOPY deploy/live.yml /etc/shop.yml\n${started}\n`,
		}),
	);
	const [budget] = filesFor([proposalOf(survey, {})]);
	expect(budget?.text).toContain(
		"run: bin/shop -addr 127.0.0.1:8080 --config.file ../../deploy/live.yml\n",
	);
	expect(budget?.text).toContain("Its configuration: Dockerfile:4.");
});

test("the image knows its subcommand better than a guess", () => {
	const cobra = {
		"cmd.go":
			'package main\n\nimport "github.com/spf13/cobra"\n\nvar a = cobra.Command{Use: "serve"}\n',
	};
	expect(shopWith(cobra)?.subcommand).toBe("serve");
	const with_ = (command: string) =>
		shopWith({ ...cobra, Dockerfile: `FROM scratch\nCMD ${command}\n` })
			?.subcommand;
	expect(with_('["/shop", "server", "-v"]')).toBe("server");
	expect(with_('["/sbin/tini", "/bin/shop", "all"]')).toBe("all");
	expect(with_('["/shop", "-v"]')).toBe("serve");
	const plain = { Dockerfile: 'FROM scratch\nCMD ["/shop", "server"]\n' };
	expect(shopWith(plain)?.subcommand).toBe("server");
	expect(with_('["/shop", "$(reboot)"]')).toBe("serve");
	expect(with_("/shop server")).toBe("serve");
});

test.each([
	["app", "shop"],
	["cmd", "shop"],
	["cmd/api", "api"],
	["", "shop"],
])("the program in %j is called %s", (folder, name) => {
	const survey = surveyOf(
		repositoryOf({
			"go.mod": "module example.com/shop/v2\n",
			[`${folder}/main.go`.replace(/^\//, "")]: main(""),
		}),
	);
	expect(survey.services[0]?.main.name).toBe(name);
});

test("of programs that look alike, the one at the root comes first", () => {
	const survey = surveyOf(
		repositoryOf({
			"go.mod": "module example.com/shop\n",
			"echo/main.go": main(""),
			"main.go": main(""),
		}),
	);
	expect(survey.services.map(({ main: { name } }) => name)).toEqual([
		"shop",
		"echo",
	]);
});
