using Zzz.Generators.Kinds;
using Zzz.Generators.Models;
using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Gathering;

/// <summary>Gathers the values that a session keeps for its handlers. A value that several handlers take is kept once.</summary>
internal sealed class SessionValues(MarkedClassKind kind)
{
    /// <summary>
    /// The names that emitted code already uses where values are in scope. All members of sessions begin with a capital letter, so they cannot clash.
    /// </summary>
    private static readonly string[] InSessions =
    [
        Variables.Services, Variables.Request, "ws", "message", "payload", "exception", "code", "reason", "context", "reply",
    ];

    private static readonly string[] InInstances =
    [
        Variables.Services, Variables.Join, "socket", "index", "message", "reply",
    ];

    private readonly List<ValueModel> _values = [];

    public EquatableArray<ValueModel> All => _values.ToEquatableArray();

    /// <summary>Returns the name of the value that is passed to a parameter.</summary>
    public string NameOf(CallbackParameter parameter, CallbackKind callback)
    {
        ValueUsers users = callback.IsPerMessage() ? ValueUsers.Messages : ValueUsers.Others;
        return parameter.Argument == Argument.Service
            ? NameOf(parameter.Symbol.Name, parameter.Symbol.Type.FullName(), DependencyExpression.Of(parameter.Symbol), ValueOrigin.Service, users)
            : NameOf(parameter.Symbol.Name, parameter.Symbol.Type.FullName(), ValueExpression.Of(parameter), ValueOrigin.Request, users);
    }

    /// <summary>Returns the name of the metadata for reading a parameter's JSON.</summary>
    public string NameOfJson(CallbackParameter parameter)
    {
        string type = parameter.Symbol.Type.FullNameNotNull();
        string metadata = KnownTypes.JsonTypeInfo.Substring(0, KnownTypes.JsonTypeInfo.Length - "`1".Length);
        return NameOf(
            $"{parameter.Symbol.Name}Json", $"global::{metadata}<{type}>", $"{Variables.Request}.Json<{type}>()", ValueOrigin.Json, ValueUsers.Messages);
    }

    private string NameOf(string name, string type, string expression, ValueOrigin origin, ValueUsers users)
    {
        for (int i = 0; i < _values.Count; i++)
        {
            if (_values[i] is var same && same.Type == type && same.Expression == expression)
                return (_values[i] = same with { Users = same.Users | users }).Name;
        }

        if (char.IsUpper(name[0])) name += "Value";
        while (IsTaken(name)) name += "Value";
        _values.Add(new ValueModel(name.Escaped(), type, expression, origin, users));
        return name.Escaped();
    }

    private bool IsTaken(string name)
    {
        foreach (ValueModel value in _values)
            if (value.Name == name.Escaped()) return true;
        return name == SessionModel.InstanceOf(kind) || Array.IndexOf(kind == MarkedClassKind.Channel ? InInstances : InSessions, name) >= 0;
    }
}
