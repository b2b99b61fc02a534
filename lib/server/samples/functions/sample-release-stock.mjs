/** Gives a reservation back. */
export async function handler({ stock }) {
  return { released: stock.reservation }
}
