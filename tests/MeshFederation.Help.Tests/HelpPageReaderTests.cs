using MeshFederation.Help.Pages;
using MeshFederation.Help.Reading;

namespace MeshFederation.Help.Tests;

public sealed class HelpPageReaderTests
{
    private readonly HelpPage _page = HelpPageReader.Read(Cases.Page);

    [Fact]
    public void Syntax_is_read_with_what_is_required_and_positional() => Assert.Equal(
        ["Name:String required positional", "Context:String[] positional", "Selector:Hashtable", "Mode:SampleMode", "Force:switch"],
        _page.Syntax[0].Parameters.Select(shown =>
            $"{shown.Name}:{shown.Type ?? "switch"}{(shown.IsRequired ? " required" : "")}{(shown.IsPositional ? " positional" : "")}"),
        StringComparer.Ordinal);

    [Fact]
    public void The_default_set_is_known() =>
        Assert.Equal([("Name", true), ("Context", false)], _page.Syntax.Select(syntax => (syntax.ParameterSet!, syntax.IsDefault)));

    [Fact]
    public void Values_may_stand_for_the_type() =>
        Assert.Equal(
            ["Auto", "ClientSni"], _page.Syntax[1].Parameters.Single(shown => shown.Name == "Mode").Values, StringComparer.Ordinal);

    [Fact]
    public void A_parameter_has_attributes_for_each_of_its_sets()
    {
        var context = _page.Parameters.Single(parameter => parameter.Name == "Context");

        Assert.Equal((1, null), (context.InSet("Name")!.Position, context.InSet("Context")!.Position));
        Assert.True(context.InSet("Context")!.IsRequired);
        Assert.Null(_page.Parameters.Single(parameter => parameter.Name == "Name").InSet("Context"));
    }

    [Fact]
    public void Scripts_are_all_PowerShell_of_an_example() => Assert.Equal(
        [
            "$selector = @{ istio = 'ingressgateway' }",
            "New-SampleCluster -Name cluster2 -Selector $selector |\n    Out-Null",
            "New-SampleCluster -Context *"
        ],
        _page.Examples[1].Scripts.Select(code => code.Text),
        StringComparer.Ordinal);

    [Fact]
    public void A_script_tells_its_line()
    {
        var script = _page.Examples[0].Scripts.Single();

        Assert.Equal(script.Text, File.ReadLines(Cases.Page).ElementAt(script.Line));
    }

    [Fact]
    public void A_type_in_a_heading_is_no_markup() => Assert.Equal("System.Collections.Generic.List<String>", _page.Outputs[0].Name);

    [Fact]
    public void Only_addresses_of_the_web_are_addresses() =>
        Assert.Equal(
            [null, "https://example.org/istio"], _page.Links.Skip(1).Select(link => link.Uri?.OriginalString), StringComparer.Ordinal);
}
