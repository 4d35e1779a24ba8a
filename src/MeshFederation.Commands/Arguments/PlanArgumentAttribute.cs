using System.Management.Automation;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;

namespace MeshFederation.Commands.Arguments;

/// <summary>
/// Takes a plan, and refuses what only looks like one: a custom object, what came back from a job or a Clixml file, or a mock without
/// content. What PowerShell itself says of these names neither the cause nor a way out.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PlanArgumentAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether no other parameter takes the pipeline, so that whatever comes is meant as a plan.</summary>
    public bool IsAlone { get; set; }

    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        return ArgumentMap.Unwrapped(inputData) switch
        {
            MeshPlan plan when IsWhole(plan) => plan,
            MeshPlan => FaultedArgument.CreatePlan(Invalid(inputData, "a mock of a plan without content")),
            PSObject custom => FaultedArgument.CreatePlan(NoPlan(custom)),
            var other when IsAlone => FaultedArgument.CreatePlan(Invalid(
                inputData, other is null ? "$null" : $"'{ArgumentMap.Describe(other)}'")),
            _ => inputData,
        };
    }

    /// <summary>The error for a custom object.</summary>
    internal static MeshException NoPlan(PSObject custom) => Invalid(
        custom, IsDeserialized(custom) ? "what is left of a plan after a job or Export-Clixml" : "a custom object and no plan");

    /// <summary>Whether an object is what serialising leaves of a value.</summary>
    internal static bool IsDeserialized(PSObject custom) =>
        custom.TypeNames.Any(name => name.StartsWith("Deserialized.", StringComparison.Ordinal));

    /// <summary>New-MockObject of Pester makes values without running a constructor, whose lists are null therefore.</summary>
    private static bool IsWhole(MeshPlan plan) => plan is { Name: not null, Cluster: not null, Changes: not null, Unread: not null };

    private static MeshException Invalid(object input, string what) => new(
        MeshErrorId.PlanInvalid,
        MeshErrorKind.InvalidArgument,
        $"What is given as a plan is {what}: it does not say what to write to which cluster.",
        "Take the plan of Compare-MeshFederation, or one that Export-MeshPlan saved: Import-MeshPlan ./bookinfo.plan.json.",
        input);
}
