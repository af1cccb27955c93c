using Xunit;

namespace Zzz.Tests.Protocol;

/// <summary>
/// Every rule that a peer can break: the bytes, the code and clause with which the connection is failed, and how many of the bytes are needed. The
/// mask keys are all zero, so that payloads can be read directly.
/// </summary>
public class BrokenRulesTests
{
    [Theory]
    [InlineData("81 05", 2, 1002, "RFC 6455 §5.1", "frame not masked")]
    [InlineData("89 00", 2, 1002, "RFC 6455 §5.1", "ping not masked")]
    [InlineData("88 00", 2, 1002, "RFC 6455 §5.1", "close not masked")]
    [InlineData("C1 80", 1, 1002, "RFC 6455 §5.2", "RSV1 without its extension")]
    [InlineData("A1 80", 1, 1002, "RFC 6455 §5.2", "RSV2")]
    [InlineData("91 80", 1, 1002, "RFC 6455 §5.2", "RSV3")]
    [InlineData("C9 80", 1, 1002, "RFC 6455 §5.2", "RSV1 on a control frame")]
    [InlineData("01 80 00000000 40 80", 7, 1002, "RFC 6455 §5.2", "RSV1 on a continuation")]
    [InlineData("83 80", 1, 1002, "RFC 6455 §5.2", "unknown opcode 3")]
    [InlineData("84 80", 1, 1002, "RFC 6455 §5.2", "unknown opcode 4")]
    [InlineData("85 80", 1, 1002, "RFC 6455 §5.2", "unknown opcode 5")]
    [InlineData("86 80", 1, 1002, "RFC 6455 §5.2", "unknown opcode 6")]
    [InlineData("87 80", 1, 1002, "RFC 6455 §5.2", "unknown opcode 7")]
    [InlineData("8B 80", 1, 1002, "RFC 6455 §5.2", "unknown opcode 11")]
    [InlineData("8C 80", 1, 1002, "RFC 6455 §5.2", "unknown opcode 12")]
    [InlineData("8D 80", 1, 1002, "RFC 6455 §5.2", "unknown opcode 13")]
    [InlineData("8E 80", 1, 1002, "RFC 6455 §5.2", "unknown opcode 14")]
    [InlineData("8F 80", 1, 1002, "RFC 6455 §5.2", "unknown opcode 15")]
    [InlineData("08 80", 1, 1002, "RFC 6455 §5.5", "fragmented close")]
    [InlineData("09 80", 1, 1002, "RFC 6455 §5.5", "fragmented ping")]
    [InlineData("0A 80", 1, 1002, "RFC 6455 §5.5", "fragmented pong")]
    [InlineData("88 FE", 2, 1002, "RFC 6455 §5.5", "close over 125 bytes")]
    [InlineData("89 FE", 2, 1002, "RFC 6455 §5.5", "ping over 125 bytes")]
    [InlineData("8A FF", 2, 1002, "RFC 6455 §5.5", "pong over 125 bytes")]
    [InlineData("82 FE 0000", 4, 1002, "RFC 6455 §5.2", "0 in 16 bits")]
    [InlineData("82 FE 007D", 4, 1002, "RFC 6455 §5.2", "125 in 16 bits")]
    [InlineData("82 FF 0000000000000001", 8, 1002, "RFC 6455 §5.2", "1 in 64 bits")]
    [InlineData("82 FF 000000000000FFFF", 8, 1002, "RFC 6455 §5.2", "65535 in 64 bits")]
    [InlineData("82 FF 80", 3, 1002, "RFC 6455 §5.2", "a length of 2^63")]
    [InlineData("82 FF FF", 3, 1002, "RFC 6455 §5.2", "a length of 2^64 - 1")]
    [InlineData("80 80", 1, 1002, "RFC 6455 §5.4", "continuation without a message")]
    [InlineData("00 80", 1, 1002, "RFC 6455 §5.4", "first fragment that is a continuation")]
    [InlineData("81 80 00000000 80", 7, 1002, "RFC 6455 §5.4", "continuation after a whole message")]
    [InlineData("01 80 00000000 81", 7, 1002, "RFC 6455 §5.4", "text inside a fragmented message")]
    [InlineData("02 80 00000000 02", 7, 1002, "RFC 6455 §5.4", "binary inside a fragmented message")]
    [InlineData("88 81", 2, 1002, "RFC 6455 §5.5.1", "close of one byte")]
    [InlineData("88 82 00000000 03E7", 8, 1002, "RFC 6455 §7.4", "close code 999")]
    [InlineData("88 82 00000000 03EC", 8, 1002, "RFC 6455 §7.4", "close code 1004")]
    [InlineData("88 82 00000000 03ED", 8, 1002, "RFC 6455 §7.4", "close code 1005")]
    [InlineData("88 82 00000000 03EE", 8, 1002, "RFC 6455 §7.4", "close code 1006")]
    [InlineData("88 82 00000000 03F7", 8, 1002, "RFC 6455 §7.4", "close code 1015")]
    [InlineData("88 82 00000000 0BB7", 8, 1002, "RFC 6455 §7.4", "close code 2999")]
    [InlineData("88 82 00000000 1388", 8, 1002, "RFC 6455 §7.4", "close code 5000")]
    [InlineData("88 84 00000000 0000 6161", 8, 1002, "RFC 6455 §7.4", "close code 0, before its reason")]
    [InlineData("88 85 00000000 03E8 61FF61", 10, 1007, "RFC 6455 §5.5.1", "close reason with FF, before its end")]
    [InlineData("88 85 00000000 03E8 EDA080", 10, 1007, "RFC 6455 §5.5.1", "close reason with a surrogate, before its end")]
    [InlineData("88 84 00000000 03E8 61C2", 10, 1007, "RFC 6455 §5.5.1", "close reason that ends inside a character")]
    [InlineData("81 83 00000000 61FF61", 8, 1007, "RFC 6455 §8.1", "text with FF, before its end")]
    [InlineData("81 84 00000000 F4908080", 8, 1007, "RFC 6455 §8.1", "text over U+10FFFF, before its end")]
    [InlineData("81 82 00000000 61E2", 8, 1007, "RFC 6455 §8.1", "text that ends inside a character")]
    [InlineData("01 81 00000000 FF", 7, 1007, "RFC 6455 §8.1", "first fragment with FF")]
    [InlineData("01 81 00000000 E2 00 81 00000000 41", 14, 1007, "RFC 6455 §8.1", "character broken by the next fragment")]
    [InlineData("01 81 00000000 E2 80 80 00000000", 13, 1007, "RFC 6455 §8.1", "character that the last, empty fragment leaves open")]
    [InlineData("82 FE 0401 00000000", 8, 1009, "RFC 6455 §7.4.1", "a message one byte over the limit")]
    public void A_rule_that_is_broken_is_found_with_the_first_byte_that_breaks_it(string hex, int atByte, int code, string clause, string rule)
    {
        byte[] input = [.. Bytes.Of(hex), .. new byte[32]];
        Assert.Equal((rule, atByte, $"fault {code} {clause}"), With(rule, MessageTrace.FirstFault(input, maxMessageSize: 1024)));

        byte[] broken = input[..atByte];
        for (int cut = 0; cut <= atByte; cut++)
            Assert.Equal($"fault {code} {clause}", new MessageTrace(1024).Feed(broken[..cut]).Feed(broken[cut..]).Last);
    }

    private static (string Rule, int AtByte, string Fault) With(string rule, (int Bytes, string Fault) found) => (rule, found.Bytes, found.Fault);
}
