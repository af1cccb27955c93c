using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Zzz.Tests.Controllers;

/// <summary>The forms of <c>OnUpgrade</c>, each of which accepts the request if the query string says so.</summary>
public static class VerdictControllers
{
    [WsRoute("/verdict/bool")]
    public sealed class Sync
    {
        public bool OnUpgrade([FromQuery] bool accept) => accept;
    }

    [WsRoute("/verdict/task-of-bool")]
    public sealed class TaskOfBool
    {
        public Task<bool> OnUpgrade([FromQuery] bool accept) => Task.FromResult(accept);
    }

    [WsRoute("/verdict/valuetask-of-bool")]
    public sealed class ValueTaskOfBool
    {
        public ValueTask<bool> OnUpgrade([FromQuery] bool accept) => new(accept);
    }

    [WsRoute("/verdict/result")]
    public sealed class Result
    {
        public static IResult? OnUpgrade([FromQuery] bool accept) => accept ? null : Results.StatusCode(418);
    }

    [WsRoute("/verdict/task-of-result")]
    public sealed class TaskOfResult
    {
        public Task<StatusCodeHttpResult?> OnUpgrade([FromQuery] bool accept) =>
            Task.FromResult(accept ? null : TypedResults.StatusCode(418));
    }

    [WsRoute("/verdict/valuetask-of-result")]
    public sealed class ValueTaskOfResult
    {
        public ValueTask<IResult?> OnUpgrade([FromQuery] bool accept) => new(accept ? null : Results.StatusCode(418));
    }
}
