import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);
const repository = join(import.meta.dirname, '../..');
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** The page's files, and no others. */
const files = createServer(({ url = '/' }, answer) => {
  const name = url === '/' ? 'index.html' : url.slice(1);
  const isThere = /^[\w-]+\.\w+$/.test(name) && existsSync(join(repository, 'editors/page/dist', name));
  answer.writeHead(isThere ? 200 : 404, { 'content-type': types[extname(name)] ?? 'text/plain' });
  answer.end(isThere ? readFileSync(join(repository, 'editors/page/dist', name)) : '');
});

describe.skipIf(executablePath === undefined)('the page, in Chromium (skipped where there is none)', () => {
  let browser: Browser;
  let page: Page;
  const told: string[] = [];

  beforeAll(async () => {
    execFileSync(process.execPath, ['build.mjs', '--page'], { cwd: repository });
    await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
    browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox'] });
    page = await browser.newPage();
    page.on('pageerror', ({ message }) => told.push(message));
    page.on('console', (message) => message.type() === 'error' && told.push(message.text()));
    await page.goto(`http://127.0.0.1:${(files.address() as AddressInfo).port}/`);
    await page.waitForSelector('.cnn-hint', { timeout: 60_000 });
  });

  afterAll(async () => {
    await browser.close();
    files.close();
  });

  const line = (text: string) => page.locator('.cm-line', { hasText: text }).first();

  it('shows shapes beside the lines, and colours words by what they are', async () => {
    expect(await line('Conv2D').locator('.cnn-hint').innerText()).toBe('26×26×32, 11×11×64');
    expect(await line('model Net').locator('.cnn-keyword').first().innerText()).toBe('model');
  });

  it('tells mistakes as they are typed, keeps the hints meanwhile, and completes', async () => {
    await line('Dense(128').click();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Dens(12)');
    await expect.poll(() => page.locator('.cm-lintRange-error').allInnerTexts()).toEqual(['Dens']);
    expect(await line('output label').locator('.cnn-hint').innerText()).toBe('10');
    await page.keyboard.press('Enter');
    await page.keyboard.type('BatchN');
    await expect
      .poll(() => page.locator('.cm-tooltip-autocomplete li').allInnerTexts())
      .toEqual(['BatchNormalization']);
  });

  it('did all that without an error', () => {
    expect(told).toEqual([]);
  });
});
