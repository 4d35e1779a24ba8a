using System.Management.Automation;

namespace MeshFederation.Commands.Arguments;

/// <summary>Takes a switch from a column of a table too, where Import-Csv has texts: True, False, or nothing for False.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SwitchArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
    {
        string { Length: 0 } => false,
        string text when bool.TryParse(text, out var on) => on,
        _ => inputData,
    };
}
