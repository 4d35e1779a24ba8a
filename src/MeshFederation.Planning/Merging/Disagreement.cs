using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Merging;

/// <summary>The error for two declarations of a service that say different things; shows both.</summary>
internal sealed class Disagreement
{
    private readonly MeshService _one;
    private readonly MeshService _other;

    public Disagreement(MeshService one, MeshService other) => (_one, _other) = (one, other);

    public void Require<T>(string what, T mine, T theirs)
    {
        if (EqualityComparer<T>.Default.Equals(mine, theirs)) return;
        string[] both = [Show(mine), Show(theirs)];
        Array.Sort(both, StringComparer.Ordinal);
        throw new MeshException(
            MeshErrorId.ServiceConflict,
            MeshErrorKind.InvalidArgument,
            $"Two declarations of the service '{_one}' disagree about the {what}: '{both[0]}' and '{both[1]}'.",
            "Declare the service once, or make both declarations say the same.",
            new[] { _one, _other });
    }

    private static string Show<T>(T value) => value?.ToString() ?? "";
}
