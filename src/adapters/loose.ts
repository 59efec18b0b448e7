/** Zod's optional fields may hold `undefined`; JSON's never do. */
export type Loose<T> = T extends readonly (infer Item)[]
	? readonly Loose<Item>[]
	: T extends object
		? {
				readonly [Key in keyof T]: undefined extends T[Key]
					? Loose<T[Key]> | undefined
					: Loose<T[Key]>;
			}
		: T;
