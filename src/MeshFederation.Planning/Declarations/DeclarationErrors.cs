using MeshFederation.Model.Errors;
using MeshFederation.Model.Names;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Declarations;

/// <summary>The errors of declarations as keys and values.</summary>
internal static class DeclarationErrors
{
    private const string Keys = "Get-Help about_MeshFederationFile lists all keys.";

    public static DeclarationException Wrong(ValuePath path, string wanted, string found, string hint) => new(
        new(
            MeshErrorId.DeclarationInvalid,
            MeshErrorKind.InvalidData,
            $"'{path}' must be {wanted}, but is {found}.",
            hint,
            path.ToString()),
        path);

    public static DeclarationException Missing(ValuePath path, string key, string example) => new(
        new(
            MeshErrorId.DeclarationInvalid,
            MeshErrorKind.InvalidData,
            $"{(path.Steps.Count == 0 ? "The declaration" : $"'{path}'")} has no '{key}'.",
            $"Say it: {key}: {example}",
            path.ToString()),
        path);

    public static DeclarationException UnknownKey(ValuePath path, string key, IReadOnlyList<string> known)
    {
        var near = Nearest.To(key, known);
        return new(
            new(
                MeshErrorId.DeclarationKeyUnknown,
                MeshErrorKind.InvalidData,
                $"'{key}' is no key of {(path.Steps.Count == 0 ? "a declaration" : $"'{path}'")}"
                + $"{(near is null ? "" : $"; '{near}' is near")}.",
                $"Write {(near is null ? "one of " + string.Join(", ", known) : near)}. {Keys}",
                key),
            path.Key(key));
    }

    public static DeclarationException VersionUnknown(object? version, long known) => new(
        new(
            MeshErrorId.DeclarationVersionUnknown,
            MeshErrorKind.InvalidData,
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"The declaration is of the format version '{version}', but this version of MeshFederation reads version {known} only."),
            "Read it with the version of the module that wrote it, or write it in this one's keys: Get-Help about_MeshFederationFile.",
            version),
        ValuePath.Root.Under("version"));

    public static MeshException SplitTwice(MeshService service, MeshTrafficSplit one, MeshTrafficSplit other) => new(
        MeshErrorId.ServiceConflict,
        MeshErrorKind.InvalidData,
        $"The declaration splits the requests of the service '{service}' "
        + $"{(one.Match is null ? "that no match takes" : $"of '{one.Match}'")} twice: '{one.Line}' and '{other.Line}'.",
        "Leave one of them out, or give them matches of their own.",
        new[] { one, other });

    public static MeshException UnknownCluster(string name, IReadOnlyCollection<string> known) => new(
        MeshErrorId.ClusterNotFound,
        MeshErrorKind.ObjectNotFound,
        $"The declaration has no cluster '{name}'.{(Nearest.To(name, known) is { } near ? $" '{near}' is near." : "")}",
        $"Declare it under clusters{(known.Count == 0 ? "" : $", or name one of {string.Join(", ", known)}")}; -Cluster of "
        + "Import-MeshFederation takes clusters that were read.",
        name);

    public static MeshException Twice(string errorId, string what, string name, ValuePath first) => new(
        errorId,
        MeshErrorKind.InvalidData,
        $"The {what} '{name}' is declared twice; it is '{first}', too.",
        "Declare it once, with all that it needs.",
        name);
}
