using System.Management.Automation;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>Takes a switch from a column of a table too, where Import-Csv has texts: True, False, or nothing for False.</summary>
/// <param name="parameter">The parameter's name.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SwitchArgumentAttribute(string parameter) : ArgumentTransformationAttribute
{
    /// <summary>The parameter's name.</summary>
    public string Parameter => parameter;

    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        FaultedChoice.Forget(parameter);
        if ((inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is not string text) return inputData;
        if (text.Trim().Length == 0) return false;
        if (bool.TryParse(text, out var on)) return on;
        FaultedChoice.Remember(parameter, ChoiceErrors.Unknown(parameter, text, [bool.TrueString, bool.FalseString]));
        return false;
    }
}
