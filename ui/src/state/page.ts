/** How many letters a list asks for at first. */
export const PAGE = 50;
