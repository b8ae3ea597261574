import { expect, it } from 'vitest'
import { isPublic, unfit } from '../../../server/outgoing/public-address.ts'

it.each([
  ['this machine', ['127.0.0.1', '127.9.9.9', '0.0.0.0', '::1', '::', '::ffff:127.0.0.1']],
  ['the network around', ['10.1.2.3', '172.16.0.1', '192.168.1.1', '100.64.0.1', 'fc00::1', 'fe80::1%eth0']],
  ['the services of AWS and Google', ['169.254.169.254', 'fd00:ec2::254', '::ffff:169.254.169.254']],
  ['the services of Azure', ['168.63.129.16', '::ffff:168.63.129.16']],
  ['the services of Oracle and Alibaba', ['192.0.0.192', '100.100.100.200']],
  ['IPv4 in the clothes of IPv6', ['64:ff9b::a00:1', '2002:a00:1::', '::10.0.0.1', '2001:0:a00:1::']],
  ['nobody', ['224.0.0.1', '255.255.255.255', '198.18.0.1', '203.0.113.9', '2001:db8::1', 'ff02::1']],
  ['no address', ['', 'localhost', '10', '0x7f.1', '127.1']],
])('takes what is %s for private', (_, addresses) => {
  expect(addresses.filter(isPublic)).toEqual([])
})

it('takes the open internet for public', () => {
  const addresses = ['93.184.216.34', '8.8.8.8', '2606:2800:220:1::1', '::ffff:8.8.8.8']
  expect(addresses.filter(isPublic)).toEqual(addresses)
})

it.each([
  ['https://a.example/hook', null],
  ['https://93.184.216.34:8443/hook', null],
  ['https://[2606:2800:220:1::1]/hook', null],
  ['http://a.example/hook', 'is not https'],
  ['https://0x7f.1/', 'is a private address'],
  ['https://2130706433/', 'is a private address'],
  ['https://[::ffff:10.0.0.1]/', 'is a private address'],
  ['https://LOCALHOST./', 'is a private address'],
  ['https://shop.localhost/', 'is a private address'],
])('of %s as an endpoint it says: %s', (url, said) => {
  expect(unfit(url)).toBe(said)
})
