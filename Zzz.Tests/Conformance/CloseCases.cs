using Zzz.Tests.Peers;

namespace Zzz.Tests.Conformance;

/// <summary>Section 7: closing.</summary>
internal static class CloseCases
{
    private static readonly int[] ValidCodes = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999];
    private static readonly int[] InvalidCodes = [0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999];

    public static IEnumerable<ConformanceCase> All =>
    [
        new("7.1.1", "text, then close", s => s.Text("Hello World!").Close()),
        new("7.1.2", "two close frames", s => s.Close().Send(ClientFrame.Close(1000)).AtOnce()),
        new("7.1.3", "close, then a ping", s => s.Close().Frame(0x89).AtOnce()),
        new("7.1.4", "close, then text", s => s.Close().Frame(0x81, "Hello World!").AtOnce()),
        new("7.1.5", "fragment, close, last fragment", s => s.Frame(0x01, "fragment1").Close().Frame(0x80, "fragment2").AtOnce()),
        new("7.1.6", "256 KiB of text, text, close, ping", s => s.Text(new string('B', 256 * 1024)).Text("Hello World!").Close().Frame(0x89).AtOnce()),
        new("7.3.1", "close without payload", s => s.Send(ClientFrame.Close()).Closes(1005)),
        new("7.3.2", "close of one byte", s => s.Frame(0x88, "a").Fails()),
        new("7.3.3", "close with a code", s => s.Close()),
        new("7.3.4", "close with a code and a reason", s => s.Close(1000, "Hello World!")),
        new("7.3.5", "close with a reason of 123 bytes", s => s.Close(1000, new string('*', 123))),
        new("7.3.6", "close with a reason of 124 bytes", s => s.Send(ClientFrame.Close(1000, new string('*', 124))).Fails()),
        new("7.5.1", "close with a reason that is no UTF-8", s => s.Frame(0x88, [0x03, 0xE8, 0xCE, 0xBA, 0xED, 0xA0, 0x80, 0x65]).Fails(1007)),
        .. ValidCodes.Select((code, i) => new ConformanceCase($"7.7.{i + 1}", $"close with {code}", s => s.Close(code))),
        .. InvalidCodes.Select((code, i) => new ConformanceCase($"7.9.{i + 1}", $"close with {code}", s => s.Send(ClientFrame.Close(code)).Fails())),
        new("7.13.1", "close with 5000", s => s.Send(ClientFrame.Close(5000)).Fails()),
        new("7.13.2", "close with 65535", s => s.Send(ClientFrame.Close(65535)).Fails()),
    ];
}
