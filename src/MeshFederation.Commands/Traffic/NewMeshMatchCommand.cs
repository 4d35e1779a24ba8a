using System.Collections;
using System.Management.Automation;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Commands;

/// <summary>Makes a match: which requests a traffic split holds for.</summary>
[Cmdlet(VerbsCommon.New, "MeshMatch", HelpUri = HelpLink.Base + "New-MeshMatch.md")]
[OutputType(typeof(MeshMatch))]
public sealed class NewMeshMatchCommand : MeshCommand
{
    /// <summary>The path, as a whole.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Path { get; set; }

    /// <summary>The beginning of the path.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? PathPrefix { get; set; }

    /// <summary>An RE2 expression for the path as a whole.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? PathRegex { get; set; }

    /// <summary>Whether the path, or its beginning, is meant in any case.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter IgnoreCase { get; set; }

    /// <summary>Headers by name: a value, or a hashtable with Prefix, Regex, Present, Not, NotPrefix or NotRegex.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ConditionArgument(nameof(Header))]
    public Hashtable? Header { get; set; }

    /// <summary>The HTTP method.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(HttpMethodCompleter))]
    public string? Method { get; set; }

    /// <summary>Query parameters by name: a value, or a hashtable with Prefix, Regex or Present.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ConditionArgument(nameof(Query))]
    public Hashtable? Query { get; set; }

    /// <summary>Labels of the calling pods.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [LabelArgument]
    public Hashtable? SourceLabel { get; set; }

    /// <summary>The namespace of the calling pods.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string? SourceNamespace { get; set; }

    /// <summary>The port of the service that is called.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PortNumberArgument]
    [ArgumentCompleter(typeof(PortNumberCompleter))]
    public int? Port { get; set; }

    /// <summary>The gateways through which the request comes.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(GatewayCompleter))]
    public string[]? Gateway { get; set; }

    /// <inheritdoc />
    protected override void Process() => WriteObject(MatchInput.Read(new Hashtable(StringComparer.Ordinal)
    {
        [nameof(Path)] = Path,
        [nameof(PathPrefix)] = PathPrefix,
        [nameof(PathRegex)] = PathRegex,
        [nameof(IgnoreCase)] = IgnoreCase ? true : null,
        [nameof(Header)] = Header.Sound(),
        [nameof(Method)] = Method,
        [nameof(Query)] = Query.Sound(),
        [nameof(SourceLabel)] = SourceLabel.Sound(),
        [nameof(SourceNamespace)] = SourceNamespace,
        [nameof(Port)] = Port?.Sound(),
        [nameof(Gateway)] = Gateway,
    }));
}
