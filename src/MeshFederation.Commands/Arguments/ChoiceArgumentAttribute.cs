using System.Management.Automation;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>
/// Takes one of several words, in Istio's spelling too: REGISTRY_ONLY is RegistryOnly.
/// </summary>
/// <param name="choices">The enumeration of the words.</param>
/// <param name="parameter">The parameter's name.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ChoiceArgumentAttribute(Type choices, string parameter) : ArgumentTransformationAttribute
{
    /// <summary>The enumeration of the words.</summary>
    public Type Choices => choices;

    /// <summary>The parameter's name.</summary>
    public string Parameter => parameter;

    /// <summary>Whether it may be a column of a table; an empty one is the default.</summary>
    public bool IsColumn { get; set; }

    /// <summary>Whether an empty one of a column says nothing, instead of the default.</summary>
    public bool MayBeUnsaid { get; set; }

    /// <summary>The parameter that takes files, whose names say the choice too; null where there is none.</summary>
    public string? OfFile { get; set; }

    /// <summary>The words that the advice leaves out, as the command refuses them with a reason of its own.</summary>
    public string[] Besides { get; set; } = [];

    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        FaultedChoice.Forget(parameter);
        if ((inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is not string text) return inputData;
        var word = text.Replace("_", "", StringComparison.Ordinal).Trim();
        if (word.Length == 0 && IsColumn) return MayBeUnsaid ? null : Enum.ToObject(choices, 0);
        var known = Enum.GetNames(choices);
        var meant = Array.FindAll(known, name => name.Equals(word, StringComparison.OrdinalIgnoreCase));
        if (meant.Length == 0 && word.Length > 0)
            meant = Array.FindAll(known, name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase));
        if (meant is [var only]) return Enum.Parse(choices, only);
        FaultedChoice.Remember(parameter, OfFile is { } other && text.AsSpan().IndexOfAny('.', '/', '\\') >= 0
            ? ChoiceErrors.IsFile(parameter, text, other)
            : ChoiceErrors.Unknown(parameter, text, [.. known.Except(Besides, StringComparer.Ordinal)]));
        return Enum.ToObject(choices, 0);
    }
}
