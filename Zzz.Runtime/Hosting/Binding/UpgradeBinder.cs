using System.ComponentModel;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Zzz.Hosting.Binding;
using Zzz.Hosting.Refusing;
using Zzz.Json;

namespace Zzz.CompilerServices;

/// <summary>Gives generated code the values of an upgrade request from which it creates the session, before any user code runs.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class UpgradeBinder : IAsyncDisposable
{
    private readonly HttpContext _context;
    private readonly IServiceProvider _appServices;
    private readonly WsJson _json;
    private AsyncServiceScope? _scope;

    internal UpgradeBinder(HttpContext context, IServiceProvider appServices, WsJson json, bool scopePerMessage = false)
    {
        ScopePerMessage = scopePerMessage;
        _context = context;
        _appServices = appServices;
        _json = json;
    }

    /// <summary>Whether a value is missing or invalid. The request is then refused, and no session is created.</summary>
    public bool IsRefused => Refusal is not null;

    /// <summary>Whether each call of a message handler gets its services from its own scope. The session is then created without them.</summary>
    public bool ScopePerMessage { get; }

    /// <summary>The services of the connection, from a scope that is created on first use.</summary>
    public IServiceProvider Services => (_scope ??= _appServices.CreateAsyncScope()).ServiceProvider;

    /// <summary>The refusal for the first value that is missing or invalid, if there is one.</summary>
    internal UpgradeRefusal? Refusal { get; private set; }

    /// <summary>Returns a route value.</summary>
    /// <param name="name">The value's name in the route pattern.</param>
    /// <returns>The value, not yet parsed.</returns>
    public UpgradeValue Route(string name) => new(this, "Route", name, _context.Request.RouteValues[name]?.ToString());

    /// <summary>Returns all values in the query string with a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The values, not yet parsed.</returns>
    public UpgradeValue Query(string name) => new(this, "Query", name, _context.Request.Query[name]);

    /// <summary>Returns the value of a header.</summary>
    /// <param name="name">The header's name.</param>
    /// <returns>The value, not yet parsed.</returns>
    public UpgradeValue Header(string name) => new(this, "Header", name, _context.Request.Headers[name]);

    /// <summary>Returns all values of a header, including those that share a line and are separated by commas (RFC 9110 §5.3).</summary>
    /// <param name="name">The header's name.</param>
    /// <returns>The values, not yet parsed.</returns>
    public UpgradeValue HeaderList(string name) =>
        new(this, "Header", name, new StringValues(_context.Request.Headers.GetCommaSeparatedValues(name)));

    /// <summary>Returns the metadata for reading JSON of a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <returns>The metadata, from a <c>JsonSerializerContext</c> of the assembly.</returns>
    /// <exception cref="InvalidOperationException">No <c>JsonSerializerContext</c> lists the type.</exception>
    public JsonTypeInfo<T> Json<T>() => _json.ReadTypeInfo<T>();

    /// <summary>Returns the controller instance that all connections share.</summary>
    /// <typeparam name="T">The controller.</typeparam>
    /// <param name="create">Creates the controller from the app's root services.</param>
    /// <returns>The instance.</returns>
    public T Singleton<T>(Func<IServiceProvider, T> create)
        where T : class =>
        _appServices.GetRequiredService<SingletonControllers>().Get(create, _appServices);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _scope?.DisposeAsync() ?? default;

    /// <summary>Returns the first value in the query string with a name.</summary>
    internal string? QueryText(string name) => _context.Request.Query[name] is [var first, ..] ? first : null;

    internal void Refuse(UpgradeRefusal refusal) => Refusal ??= refusal;

    internal void Refuse(string problem) => Refusal ??= new UpgradeRefusal(StatusCodes.Status400BadRequest, $"400 Bad Request: {problem}", "value", "A parameter of the controller cannot take a value that the client sent.");
}
