import { readFileSync } from 'node:fs'
import { InputFile } from 'grammy'
import { expect, test } from 'vitest'
import { badRequest, refusal, stage } from './stage.ts'

/** A PNG's beginning, which says its size. */
const png = (width: number, height: number) => {
  const bytes = Buffer.alloc(64)
  bytes.write('\x89PNG\r\n\x1a\n', 'latin1')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return new InputFile(bytes, 'chart.png')
}

test('a picture is uploaded with its caption and buttons, and shown to who has the chat', async () => {
  const { api, control, newcomer, url } = await stage()
  const person = await newcomer()
  const reply_markup = { inline_keyboard: [[{ text: 'More', callback_data: 'more' }]] }
  const caption = 'This <b>week</b>'
  const sent = await api.sendPhoto(person, png(800, 450), { caption, parse_mode: 'HTML', reply_markup })
  expect(sent).toMatchObject({
    photo: [{ width: 800, height: 450, file_size: 64, file_id: expect.any(String) }],
    caption: 'This week',
    caption_entities: [{ type: 'bold', offset: 5, length: 4 }],
    reply_markup,
  })
  expect((await control.chat(person)).messages.at(-1)).toEqual(sent)
  const shown = await fetch(`${url}/control/photos/${sent.photo[0]?.file_id}`)
  expect([shown.headers.get('content-type'), (await shown.arrayBuffer()).byteLength]).toEqual([
    'image/png',
    64,
  ])
  expect((await control.requests('sendPhoto'))[0]?.payload).toMatchObject({ caption })
  expect(JSON.stringify(await control.requests('sendPhoto'))).toContain('{"file_name":"chart.png"}')
})

test('one sent before is sent again by its file_id, and a JPEG says its size too', async () => {
  const { api, newcomer } = await stage()
  const person = await newcomer()
  const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0000b0802d00500010111', 'hex')
  const { photo } = await api.sendPhoto(person, new InputFile(jpeg, 'a.jpg'))
  expect(photo[0]).toMatchObject({ width: 1280, height: 720 })
  expect((await api.sendPhoto(person, photo[0]?.file_id ?? '')).photo).toEqual(photo)
})

test('a picture that is none, too long or too wide is refused, as is a caption over 1024', async () => {
  const { api, newcomer, call } = await stage()
  const person = await newcomer()
  const refused = (photo: InputFile | string, caption = '') =>
    refusal(api.sendPhoto(person, photo, { caption }))
  const text = new InputFile(readFileSync(import.meta.filename), 'a.png')
  expect(await refused(text)).toEqual(badRequest('IMAGE_PROCESS_FAILED'))
  expect(await refused(png(9000, 1001))).toEqual(badRequest('PHOTO_INVALID_DIMENSIONS'))
  expect(await refused(png(2100, 100))).toEqual(badRequest('PHOTO_INVALID_DIMENSIONS'))
  expect(await refused(png(80, 80), 'a'.repeat(1025))).toEqual(badRequest('message caption is too long'))
  expect(await refused('nothing')).toMatchObject({ code: 400 })
  expect(await call('sendPhoto', { chat_id: person })).toMatchObject({
    description: 'Bad Request: there is no photo in the request',
  })
})
