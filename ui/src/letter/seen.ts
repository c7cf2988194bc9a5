/** Who looks at a letter so many ms has seen it; who only goes past it has not. Nothing stands in the way of showing it,
    either. */
export const SEEN = 500;
