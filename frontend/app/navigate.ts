import { changeView } from './url-state.ts';

/** To another page of the product, without loading it anew. */
export const navigate = (path: string): void => changeView({ path }, true);
