using System.Collections.Concurrent;

namespace Zzz.Cluster;

/// <summary>The questions of this node that have not been answered completely.</summary>
internal sealed class Questions(NodeRegistry registry, TimeProvider time)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>How long to collect answers if the broker does not say how many nodes will answer.</summary>
    private static readonly TimeSpan Collecting = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<long, Question> _open = new();

    /// <summary>Begins a question. From now on answers to it are counted, so it must come before the message that asks.</summary>
    /// <param name="number">The number of the message that asks.</param>
    public Question Open(long number) => _open[number] = new Question(number);

    /// <summary>Ends a question with the sum of its answers.</summary>
    /// <param name="question">The question.</param>
    /// <param name="ask">Sends the message that asks, and returns how many nodes it was sent to, if that is known.</param>
    /// <param name="mustAllAnswer">Whether all nodes that are alive must answer, even those that are cut off at the moment.</param>
    /// <exception cref="TimeoutException">Not all nodes have answered in time, or none can be asked.</exception>
    public async Task<int> AskAsync(Question question, Func<ValueTask<int?>> ask, bool mustAllAnswer)
    {
        try
        {
            int? nodes = await ask();
            if (nodes is null && !mustAllAnswer) return await CollectAsync(question);
            int expected = mustAllAnswer ? Math.Max(nodes ?? 0, registry.Count) : nodes!.Value;
            question.Expect(expected);
            await question.Complete.WaitAsync(Timeout, time);
            return question.Sum;
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"Only {question.Count} nodes have answered within {Timeout.TotalSeconds} seconds.", exception);
        }
        catch (Exception exception)
        {
            throw new TimeoutException("The other nodes cannot be asked, because the connection to them is lost.", exception);
        }
        finally
        {
            _open.TryRemove(question.Number, out _);
        }
    }

    /// <summary>Adds the answer of a node to a question, unless it is too late.</summary>
    public void Answer(long number, int value)
    {
        if (_open.TryGetValue(number, out Question? question)) question.Answer(value);
    }

    private async Task<int> CollectAsync(Question question)
    {
        await Task.Delay(Collecting, time);
        return question.Sum;
    }
}
