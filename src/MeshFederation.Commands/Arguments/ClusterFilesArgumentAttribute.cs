using System.Collections;
using System.Management.Automation;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>
/// Reads files by cluster: a path, or a hashtable of paths by the cluster's name, as in <c>@{ cluster1 = './a.yaml', './b' }</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ClusterFilesArgumentAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether wildcards in the paths stand for themselves.</summary>
    public bool Literal { get; set; }

    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            return Items(inputData).SelectMany(Read).Select(files => Literal ? files with { IsLiteral = true } : files).ToArray();
        }
        catch (MeshException error)
        {
            return FaultedArgument.Create<ClusterFiles>(error);
        }
    }

    private static IEnumerable<ClusterFiles> Read(object? item) => item switch
    {
        ClusterFiles files => [files],
        IDictionary map => map.Cast<DictionaryEntry>()
            .SelectMany(entry => Items(entry.Value).Select(path => new ClusterFiles(Text(path), Text(entry.Key)))),
        _ => [new(Text(item), null)],
    };

    private static IEnumerable<object?> Items(object? input) => Unwrapped(input) switch
    {
        string or IDictionary or null => [Unwrapped(input)],
        IEnumerable many => many.Cast<object?>().Select(Unwrapped),
        var one => [one],
    };

    private static object? Unwrapped(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private static string Text(object? value) => ArgumentMap.Text(value) is { Length: > 0 } text ? text : throw new MeshException(
        MeshErrorId.TraceArgumentInvalid,
        MeshErrorKind.InvalidArgument,
        "A path or cluster is empty.",
        "Give paths, or paths by cluster: @{ cluster1 = './cluster1.yaml' }.",
        value);
}
