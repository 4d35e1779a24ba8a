using System.Collections;
using System.Management.Automation;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>
/// Takes values of one type from the pipeline, and refuses what is none. PowerShell itself says of such a value that it cannot be bound,
/// and the command would then end as if nothing had come at all.
/// </summary>
/// <param name="type">The type.</param>
/// <param name="parameter">The parameter's name.</param>
/// <param name="what">What a value is, as <c>a certificate of a cluster</c>.</param>
/// <param name="way">How to come by one.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PipedArgumentAttribute(Type type, string parameter, string what, string way) : ArgumentTransformationAttribute
{
    /// <summary>The type.</summary>
    public Type Type => type;

    /// <summary>The parameter's name.</summary>
    public string Parameter => parameter;

    /// <summary>What a value is.</summary>
    public string What => what;

    /// <summary>How to come by one.</summary>
    public string Way => way;

    /// <summary>The types of what other parameters take by the names of its properties, where these are there.</summary>
    public Type[] Besides { get; set; } = [];

    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        FaultedChoice.Forget(parameter);
        var value = ArgumentMap.Unwrapped(inputData);
        if (type.IsInstanceOfType(value) || IsForAnother(value)) return inputData;
        var none = value is IEnumerable many and not string and not IDictionary
            ? many.Cast<object?>().Select(ArgumentMap.Unwrapped).Where(item => !type.IsInstanceOfType(item)).ToList()
            : [value];
        if (none.Count == 0) return inputData;
        FaultedChoice.Remember(parameter, Invalid(none[0]));
        return null;
    }

    /// <summary>A row of a table is bound by its columns, as far as other parameters are.</summary>
    private bool IsForAnother(object? value) =>
        Besides.Length > 0 && (value is PSObject || Array.Exists(Besides, other => other.IsInstanceOfType(value)));

    private MeshException Invalid(object? value) => new(
        MeshErrorId.InputInvalid,
        MeshErrorKind.InvalidArgument,
        value is null ? $"What is given as {what} is $null." : $"'{ArgumentMap.Describe(value)}' is not {what}.",
        value is null ? "Check the variables that are given." : way,
        value);
}
