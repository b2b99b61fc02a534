import { describe, expect, it } from 'vitest'
import { compileJsonata } from './jsonata'

const analyse = (source: string) => compileJsonata(source).analysis

describe('topLevelNames', () => {
  it.each<[string, string[]]>([
    ['phone', ['phone']],
    ['phone.number', ['phone']],
    ['a + b', ['a', 'b']],
    ['{"k": a, b: 1}', ['a', 'b']],
    ['[a]', ['a']],
    ['foo(1)', ['foo']],
    ['$sum(prices)', ['prices']],
    ['$map($states.input.a, function($x){ b })', ['b']],
    ['$states.input ? a : b', ['a', 'b']],
    ['$x := a', ['a']],
    ['$$', ['$$']],
    ['$$.a', ['$$']],
    ['$states.input[$$.x]', ['$$']],
    ['$', ['$']],
    ['$states.input.items[value > 3]', []],
    ['$states.input.items[$ > 3]', []],
    ['$states.input.items^(>price, name)', []],
    ['$states.input.items{kind: $sum(price)}', []],
    ['$states.input.(first & last)', []],
    ['$states.input ~> |item|{"price": price * 2}|', []],
    ['$states.input.items#$i.{"n": $i, "v": value}', []],
    ['$x[y].z', []],
    ['$filter($x, function($v){ $v.name = "a" })', []],
  ])('of %s are %j', (source, names) => {
    expect(analyse(source).topLevelNames).toEqual(names)
  })
})

describe('statesMembers', () => {
  it.each<[string, string[] | null]>([
    ['$states.input.a + $states.context.Execution.Id', ['input', 'context']],
    ['$states.input[0]', ['input']],
    ['$x', []],
    ['$states', null],
    ['$lookup($states, "input")', null],
    ['$states.*', null],
    ['$states.input & $string($states)', null],
  ])('of %s are %j', (source, members) => {
    const found = analyse(source).statesMembers
    expect(found && [...found]).toEqual(members)
  })
})

it('tells the names an expression binds from those it only reads', () => {
  const { names, boundNames } = analyse('($a := $b; $map($c, function($d, $e){ $d + $a })@$f.$f#$g)')
  expect([...names].sort()).toEqual(['a', 'b', 'c', 'd', 'f', 'map'])
  expect([...boundNames].sort()).toEqual(['a', 'd', 'e', 'f', 'g'])
})
