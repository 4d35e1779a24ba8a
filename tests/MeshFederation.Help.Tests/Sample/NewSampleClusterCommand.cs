using System.Collections;
using System.Management.Automation;

namespace MeshFederation.Help.Tests.Sample;

/// <summary>The cmdlet that the pages in Cases tell of.</summary>
[Cmdlet(VerbsCommon.New, "SampleCluster", DefaultParameterSetName = "Name")]
[OutputType(typeof(string))]
public sealed class NewSampleClusterCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Name", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string Name { get; set; } = "";

    [Parameter(Mandatory = true, ParameterSetName = "Context")]
    [Parameter(Position = 1, ParameterSetName = "Name")]
    [Alias("ContextName", "ctx")]
    [SupportsWildcards]
    public string[] Context { get; set; } = [];

    [Parameter]
    public Hashtable Selector { get; set; } = [];

    [Parameter]
    public SampleMode Mode { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }
}
