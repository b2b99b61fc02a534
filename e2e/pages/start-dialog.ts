import { expect, type Locator, type Page } from '@playwright/test'

/** The dialog that starts an execution. */
export class StartDialog {
  readonly root: Locator
  readonly input: Locator
  readonly start: Locator

  constructor(readonly page: Page) {
    this.root = page.getByRole('dialog')
    this.input = this.root.getByRole('textbox', { name: 'Input' })
    this.start = this.root.getByRole('button', { name: /^Start/ })
  }

  async takeExample() {
    await this.root.getByRole('button', { name: 'Example' }).click()
  }

  async type(text: string) {
    await expect(this.input).toBeVisible()
    await this.input.fill(text)
  }

  async submit() {
    await expect(this.start).toBeEnabled()
    await this.start.click()
  }
}
