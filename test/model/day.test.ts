import { expect, test } from "@jest/globals";
import { dayNumber, dayText } from "../../src/model/day.ts";

test("days count on, also over leap years and centuries", () => {
	const days = Array.from({ length: 60_800 }, (_, index) => index - 800);
	const text = (day: number) =>
		new Date(day * 86_400_000).toISOString().slice(0, 10);
	expect(days.filter((day) => dayNumber(text(day)) !== day)).toEqual([]);
	expect(days.filter((day) => dayText(day) !== text(day))).toEqual([]);
	expect(dayNumber("1970-01-01")).toBe(0);
});

test.each([
	"2027-02-29",
	"2100-02-29",
	"2027-13-01",
	"2027-00-01",
	"2027-06-31",
	"2027-6-1",
	"tomorrow",
	"2027-06-01T00:00",
	"",
])("%j is no day", (text) => expect(dayNumber(text)).toBeUndefined());
test("2000-02-29 and 2028-02-29 are", () => {
	expect(dayNumber("2000-02-29")).toBe(11_016);
	expect(dayNumber("2028-02-29")).toBeDefined();
});
