using MeshFederation.Model.Objects;
using MeshFederation.Planning.Declarations.Keys;
using MeshFederation.Planning.Declarations.Shapes;

namespace MeshFederation.Planning.Declarations.Scripts;

/// <summary>Writes a declaration as the PowerShell that makes the same: one pipeline for each service.</summary>
public static class DeclarationScript
{
    private const string NextCommand = " |\n    ";

    /// <summary>Writes the script.</summary>
    /// <param name="declaration">A declaration of <see cref="DeclarationWriter"/>.</param>
    /// <returns>The script, lines ending in <c>\n</c>; it gives the services.</returns>
    public static string Write(UnstructuredMap declaration)
    {
        var federation = declaration.Map(RootKeys.Federation)!;
        var lines = new List<string>
        {
            $"# The federation '{federation.Text("name")}'. The script gives its services, as for Publish-MeshFederation.",
            "",
            "# Each cluster is known by its name from here on.",
        };
        lines.AddRange(declaration.Maps(RootKeys.Clusters)
            .Select(cluster => "$null = " + Command("New-MeshCluster", cluster, ClusterKeys.Section.Shape)));
        lines.AddRange(["", "$federation = " + Command("New-MeshFederation", federation, FederationKeys.Section.Shape)]);
        foreach (var service in declaration.Maps(RootKeys.Services)) lines.AddRange(["", Pipeline(service)]);
        return string.Join('\n', lines) + "\n";
    }

    /// <summary>What of a declaration no cmdlet takes, since it is read and not typed.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <returns>The clusters and services, with the keys, as <c>cluster1: failoverPriority</c>.</returns>
    public static IReadOnlyList<string> Untold(UnstructuredMap declaration) =>
    [
        .. declaration.Maps(RootKeys.Clusters).SelectMany(cluster => Untold(cluster, ClusterKeys.Section.Shape)),
        .. declaration.Maps(RootKeys.Services).SelectMany(service => Untold(service, ServiceKeys.Section.Shape)),
    ];

    private static IEnumerable<string> Untold(UnstructuredMap thing, SectionShape shape) => shape.Key
        .Where(key => key.Parameter is null && key.Call is null && thing.ContainsKey(key.Name))
        .Select(key => $"{thing.Text("name")}: {key.Name}");

    private static string Pipeline(UnstructuredMap service)
    {
        var calls = ServiceKeys.Section.Shape.Key.Where(key => key.Call is not null && service.ContainsKey(key.Name))
            .SelectMany(key => service.Maps(key.Name).Select(key.Call!))
            .Select(call => Command(call.Cmdlet, call.Argument, call.Shape));
        return string.Join(
            NextCommand,
            calls.Prepend("$federation | " + Command("New-MeshServiceEntry", service, ServiceKeys.Section.Shape)));
    }

    private static string Command(string cmdlet, UnstructuredMap arguments, SectionShape shape)
    {
        var given = shape.Key.Where(key => key.Parameter is not null && arguments.ContainsKey(key.Name)).ToList();
        var positional = given.Where(key => key.IsPositional).Select(key => Argument(arguments, key));
        var named = given.Where(key => !key.IsPositional).Select(key => arguments[key.Name] switch
        {
            true => "-" + key.Parameter,
            false => $"-{key.Parameter}:$false",
            _ => $"-{key.Parameter} {Argument(arguments, key)}",
        });
        return string.Join(' ', [cmdlet, .. positional, .. named]);
    }

    private static string Argument(UnstructuredMap arguments, DeclarationKey key) =>
        ScriptValue.Argument(arguments[key.Name], key.Shape);
}
