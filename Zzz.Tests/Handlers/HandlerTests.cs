using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Handlers;

public class HandlerTests(CellApp app) : IClassFixture<CellApp>
{
    public static TheoryData<string, string, string> Cells
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            foreach (Cell cell in Cell.All) rows.Add(cell.Parameter.ToString(), cell.Completion, cell.Reply.ToString());
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_handler_of_each_form_gets_what_it_asks_for_and_its_answer_arrives(string parameter, string completion, string reply)
    {
        Cell cell = Cell.All.Single(cell => (cell.Parameter.ToString(), cell.Completion, cell.Reply.ToString()) == (parameter, completion, reply));
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, cell.Path, "X-Name: bob");

        await peer.SendAsync([.. ClientFrame.Text(Cell.Sent), .. ClientFrame.Ping()]);

        if (cell.ExpectedFirst != 0)
        {
            ServerFrame answer = await peer.ReadFrameAsync();
            Assert.Equal((cell.ExpectedFirst, cell.ExpectedText), (answer.First, answer.Text));
        }

        Assert.Equal(0x8A, (await peer.ReadFrameAsync()).First);
    }

    [Fact]
    public void The_table_in_the_documentation_has_just_these_forms() =>
        Assert.Contains(Table(), File.ReadAllText(Path.Combine(Repository.Root, "docs", "controllers.md")), StringComparison.Ordinal);

    private static string Table() => string.Concat(
        $"| parameter | {string.Join(" | ", ReplyForm.All.Select(Heading))} |\n",
        $"|---|{string.Concat(ReplyForm.All.Select(_ => "---|"))}\n",
        string.Concat(ParameterForm.All.Select(Row)));

    private static string Heading(ReplyForm reply) => reply.Type switch
    {
        null => "`ws.Send`",
        "string?" => "`null`",
        "Note" => "JSON",
        var type => $"`{type}`",
    };

    private static string Row(ParameterForm parameter) =>
        $"| `{parameter}` | {string.Join(" | ", ReplyForm.All.Select(reply => CompletionsOf(parameter, reply)))} |\n";

    private static string CompletionsOf(ParameterForm parameter, ReplyForm reply) => string.Join(
        ", ", Cell.All.Where(cell => cell.Parameter == parameter && cell.Reply == reply).Select(cell => cell.Completion));
}
