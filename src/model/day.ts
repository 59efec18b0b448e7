/** Days of the civil calendar, for which `Date` would need a clock and a zone. */

/** `2027-06-01` → days since 1970-01-01; undefined for what is no day of the calendar. */
export function dayNumber(text: string): number | undefined {
	const parts = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text)?.slice(1).map(Number);
	if (!parts) return undefined;
	const [year = 0, month = 0, day = 0] = parts;
	if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month))
		return undefined;
	// http://howardhinnant.github.io/date_algorithms.html#days_from_civil
	const shifted = month > 2 ? year : year - 1;
	const ofYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
	const leaps =
		Math.floor(shifted / 4) -
		Math.floor(shifted / 100) +
		Math.floor(shifted / 400);
	return shifted * 365 + leaps + ofYear - 719_468;
}

/** Days since 1970-01-01 → `2027-06-01`, up to the year 9999. */
export function dayText(days: number): string {
	// http://howardhinnant.github.io/date_algorithms.html#civil_from_days
	const shifted = days + 719_468;
	const era = Math.floor(shifted / 146_097);
	const ofEra = shifted - era * 146_097;
	const yearOfEra = Math.floor(
		(ofEra -
			Math.floor(ofEra / 1460) +
			Math.floor(ofEra / 36_524) -
			Math.floor(ofEra / 146_096)) /
			365,
	);
	const ofYear =
		ofEra -
		(365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
	const fromMarch = Math.floor((5 * ofYear + 2) / 153);
	const day = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
	const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
	const year = yearOfEra + era * 400 + Number(month <= 2);
	return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

function daysOf(year: number, month: number): number {
	if (month === 2)
		return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
	return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
