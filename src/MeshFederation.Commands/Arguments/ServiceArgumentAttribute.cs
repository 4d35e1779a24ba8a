using System.Collections;
using System.Management.Automation;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands.Arguments;

/// <summary>
/// Takes services, and ends the command at what is none. PowerShell itself says of such a value that it cannot be bound, and goes on with
/// the others: half of what was meant would be written, and the other half pruned.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ServiceArgumentAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether the parameter holds one service at a time.</summary>
    public bool IsSingle { get; set; }

    /// <summary>The types of what other parameters take from the pipeline.</summary>
    public Type[] Besides { get; set; } = [];

    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = ArgumentMap.Unwrapped(inputData);
        if (value is MeshService || Array.Exists(Besides, type => type.IsInstanceOfType(value))) return inputData;
        if (!IsSingle && value is IEnumerable many and not string and not IDictionary)
        {
            foreach (var item in many)
            {
                if (ArgumentMap.Unwrapped(item) is not MeshService) return Faulted(ArgumentMap.Unwrapped(item));
            }

            return inputData;
        }

        return Faulted(value);
    }

    private object Faulted(object? value)
    {
        var error = TakesPlans && value is PSObject custom && !IsOfService(custom)
            ? PlanArgumentAttribute.NoPlan(custom)
            : NoService(value);
        return IsSingle ? FaultedArgument.CreateService(error) : FaultedArgument.Create<MeshService>(error);
    }

    /// <summary>A custom object is asked for here first, whatever parameter it is meant for.</summary>
    private bool TakesPlans => Besides.Contains(typeof(MeshPlan));

    private static bool IsOfService(PSObject custom) =>
        custom.TypeNames.Any(name => name.EndsWith(typeof(MeshService).FullName!, StringComparison.Ordinal));

    private static MeshException NoService(object? value) => new(
        MeshErrorId.InputInvalid,
        MeshErrorKind.InvalidArgument,
        value is null ? "One of the services that are given is $null." : Sentence(value),
        value is null
            ? "Check the variables that are given: nothing is done with some of the services alone."
            : "Pipe in services, of New-MeshServiceEntry, Get-MeshService or Import-MeshFederation.",
        value);

    private static string Sentence(object value) => value switch
    {
        PSObject left when PlanArgumentAttribute.IsDeserialized(left) =>
            $"'{value}' is what is left of a value after a job or Export-Clixml, and no service.",
        IEnumerable and not string and not IDictionary => "Several values are given where one service is meant.",
        PSObject custom => $"'{custom}' is no service.",
        _ => $"'{ArgumentMap.Describe(value)}' is no service.",
    };
}
