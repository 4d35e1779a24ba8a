using System.Globalization;
using System.Management.Automation;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>The base of transformations for whole numbers: PowerShell itself would silently round 12.5 to 12.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class NumberArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public sealed override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData is null) return null;
        var text = ArgumentMap.Text(inputData).Trim();
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : FaultedArgument.CreateNumber(Invalid(text));
    }

    /// <summary>The error for something else.</summary>
    /// <param name="text">What was typed.</param>
    /// <returns>The error.</returns>
    protected abstract MeshException Invalid(string text);
}
