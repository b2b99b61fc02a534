/** The last turns of a user's conversation, as text. */
export async function handler({ userId }) {
  await new Promise((resolve) => setTimeout(resolve, 120))
  return { turns: `(${userId} asked about berth prices yesterday and was given the price list)` }
}
