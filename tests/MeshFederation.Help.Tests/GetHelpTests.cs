using System.Management.Automation;
using MeshFederation.Help.Tests.Hosting;

namespace MeshFederation.Help.Tests;

/// <summary>What Get-Help makes of the files that the tool wrote.</summary>
public sealed class GetHelpTests : IClassFixture<SampleModule>
{
    private static readonly string[] Attributes = ["required", "position", "pipelineInput", "aliases", "globbing", "defaultValue"];
    private readonly SampleModule _module;

    public GetHelpTests(SampleModule module) => _module = module;

    [Theory]
    [InlineData("", "default")]
    [InlineData(" -Detailed", "detailed")]
    [InlineData(" -Full", "full")]
    [InlineData(" -Examples", "examples")]
    [InlineData(" -Parameter *", "parameters")]
    public void A_user_sees_the_whole_page(string view, string golden) =>
        Cases.AssertGolden($"Get-Help-{golden}.txt", _module.Show($"Get-Help New-SampleCluster{view}"));

    [Fact]
    public void The_synopsis_is_the_pages() =>
        Assert.Equal("Describes a cluster by hand, without reading anything.", Text("(Get-Help New-SampleCluster).Synopsis"));

    [Fact]
    public void The_online_version_is_what_Online_opens() =>
        Assert.Equal("https://example.org/docs/New-SampleCluster", Text("(Get-Command New-SampleCluster).HelpUri"));

    [Fact]
    public void Each_parameter_set_has_a_syntax() => Assert.Equal("2", Text("(Get-Help New-SampleCluster).Syntax.SyntaxItem.Count"));

    [Theory]
    [InlineData("Name", "true", "0", "True (ByPropertyName, ByValue)", "none", "false", "None")]
    [InlineData("Context", "false", "1", "False", "ContextName, ctx", "true", "The name")]
    [InlineData("Force", "false", "named", "False", "none", "false", "False")]
    public void A_parameter_has_its_attributes(string name, params string[] attributes)
    {
        var parameter = Assert.Single(_module.Invoke($"Get-Help New-SampleCluster -Parameter {name}"));

        Assert.Equal(attributes, Attributes.Select(attribute => $"{parameter.Properties[attribute].Value}"), StringComparer.Ordinal);
    }

    [Fact]
    public void The_code_of_an_example_keeps_its_lines() =>
        Assert.StartsWith(
            "$selector = @{ istio = 'ingressgateway' }\n\nNew-SampleCluster -Name cluster2",
            Text("(Get-Help New-SampleCluster).Examples.Example[1].Code"),
            StringComparison.Ordinal);

    [Fact]
    public void The_about_topic_is_found_with_its_synopsis() =>
        Assert.Equal("How a cluster is described by hand.", Text("(Get-Help about_Sam*).Synopsis"));

    [Fact]
    public void The_help_has_what_the_cmdlet_has()
    {
        var documented = _module.Invoke("(Get-Help New-SampleCluster -Parameter *).Name").Select(name => $"{name}");
        var declared = _module.Invoke("(Get-Command New-SampleCluster).Parameters.Keys").Select(name => $"{name}");

        Assert.Equal(
            declared.Except(Cmdlet.CommonParameters, StringComparer.Ordinal).Order(StringComparer.Ordinal),
            documented.Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    private string Text(string script) => $"{Assert.Single(_module.Invoke(script))}";
}
