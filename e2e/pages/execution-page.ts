import { expect, type Locator, type Page } from '@playwright/test'

/** The page of one execution, by what a person sees and hears. */
export class ExecutionPage {
  readonly graph: Locator
  readonly inspector: Locator
  readonly bar: Locator
  readonly panel: Locator

  constructor(readonly page: Page) {
    this.graph = page.getByRole('region', { name: 'Graph', exact: true })
    this.inspector = page.getByRole('region', { name: 'Inspector' })
    this.bar = page.getByRole('banner')
    this.panel = page.getByRole('region', { name: 'Timeline and events' })
  }

  async open(arn: string) {
    await this.page.goto(`/executions/${encodeURIComponent(arn)}`)
  }

  /** A step's card in the graph; its accessible name is "name, type, status". */
  step(name: string): Locator {
    return this.graph.getByRole('button', { name: new RegExp(`^${name}, `) })
  }

  async expectStep(name: string, status: string, timeout = 20_000) {
    await expect(this.step(name)).toHaveAccessibleName(new RegExp(`, ${status}`), { timeout })
  }

  async expectStatus(status: string, timeout = 30_000) {
    await expect(this.bar.getByText(status, { exact: true })).toBeVisible({ timeout })
  }

  async select(name: string) {
    await this.step(name).click()
    await expect(this.inspector.getByRole('heading', { name })).toBeVisible()
  }

  arn(): string {
    return decodeURIComponent(new URL(this.page.url()).pathname.split('/').at(-1) ?? '')
  }
}
