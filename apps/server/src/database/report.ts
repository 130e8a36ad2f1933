/** Tells the operator, in one sentence, what happens to the database while the server runs. */
export type Report = (level: 'info' | 'warn' | 'error', message: string) => void;

export const noReport: Report = () => {};
