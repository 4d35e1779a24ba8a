using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Commands.Identity;

/// <summary>Says what a step would do, for -WhatIf and the question.</summary>
internal static class IdentityText
{
    public static string Of(RotationStep step, bool restarts)
    {
        var parts = step.Write.Select(write => $"Write the Secret cacerts of {write}.")
            .Concat(restarts
                ? step.Wait.SelectMany(wait => wait.Restart, (wait, one) => $"Restart {one} in {one.Namespace} of {wait.Cluster}.")
                : step.Wait.Select(wait => $"{wait.Cluster} must go on first: {wait.Reason}"));
        var then = restarts && step.Step != IdentityStep.Done
            ? " Then restart istiod and whatever has a proxy, in every cluster, after this step and after each that follows."
            : "";
        var text = string.Join(" ", parts);
        return (text.Length == 0 ? "Nothing is to be written." : text) + then;
    }

    /// <summary>Why a cmdlet ends that was given an empty pipeline.</summary>
    public static MeshException NothingCame(string what, string source) => new(
        MeshErrorId.InputEmpty,
        MeshErrorKind.InvalidArgument,
        $"No {what} came down the pipeline.",
        $"Pipe in what {source} gave; check the variable that holds it.",
        what);
}
