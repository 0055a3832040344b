/** Host and port; an address that is none (the config refuses those) stands for itself. */
export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);
