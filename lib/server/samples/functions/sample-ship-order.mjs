/** Hands a paid order to the carrier. */
export async function handler({ orderId, stock }) {
  await new Promise((resolve) => setTimeout(resolve, 400))
  return { parcel: `parcel-${orderId}`, from: stock.reservation }
}
