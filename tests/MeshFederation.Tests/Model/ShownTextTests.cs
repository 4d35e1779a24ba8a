using CsCheck;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Text;
using MeshFederation.Model.Yaml;

namespace MeshFederation.Tests.Model;

/// <summary>What others wrote is shown and never obeyed.</summary>
public sealed class ShownTextTests
{
    [Theory]
    [InlineData("VirtualService/default/reviews: 75 → 50 %", "VirtualService/default/reviews: 75 → 50 %")]
    [InlineData("fd00::230 and ::1, a::b", "fd00::230 and ::1, a::b")]
    [InlineData("two\nlines\tand a tab", "two\nlines\tand a tab")]
    [InlineData("\u001b[31mred\u001b]8;;http://x\a", "^[[31mred^[]8;;http://x^G")]
    [InlineData("over\rwritten\r\nnext", "over\\rwritten\nnext")]
    [InlineData("\u009b2J\u007f\0", "\\u009b2J^?^@")]
    [InlineData("a\u202eb\u2066c\ufeff", "a\\u202eb\\u2066c\\ufeff")]
    [InlineData("x ##vso[task.complete]##[error]", "x # #vso[task.complete]# #[error]")]
    [InlineData("##VSO[task.setvariable]", "# #VSO[task.setvariable]")]
    [InlineData("## a heading, #[1]", "## a heading, #[1]")]
    [InlineData("::error::x", ": :error: :x")]
    [InlineData("a\n  ::set-output name=a::b", "a\n  : :set-output name=a::b")]
    [InlineData("see ::add-mask::x", "see : :add-mask: :x")]
    [InlineData("bbb/::stop-commands::x", "bbb/: :stop-commands: :x")]
    [InlineData("a::error", "a: :error")]
    [InlineData("2001:db8::feed, ::ffff:192.0.2.1 and ::1%eth0", "2001:db8::feed, ::ffff:192.0.2.1 and ::1%eth0")]
    public void Text_is_shown(string text, string shown) => Assert.Equal(shown, ShownText.Of(text));

    [Fact]
    public void What_was_shown_once_is_shown_alike_again() => Gen.String[Gen.OneOf(
        Gen.Char['\0', '\u00a0'], Gen.Const('#'), Gen.Const(':'), Gen.Const('['), Gen.Const('\u202e'), Gen.Const('v'), Gen.Const('\n'))]
        .Sample(text =>
    {
        var shown = ShownText.Of(text);
        Assert.Equal(shown, ShownText.Of(shown));
        Assert.DoesNotContain(shown, character => char.IsControl(character) && character is not ('\n' or '\t'));
        Assert.DoesNotContain("##[", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("::v", shown, StringComparison.Ordinal);
    });

    [Fact]
    public void An_error_is_shown_so()
    {
        var error = new MeshException("MeshX", MeshErrorKind.InvalidData, "a\u001b[2Jb", "##[section]c");
        Assert.Equal(("a^[[2Jb", "# #[section]c"), (error.Message, error.RecommendedAction));
    }

    [Fact]
    public void YAML_has_no_order_for_a_log_and_the_same_value() =>
        Assert.Equal("\"\\x23\\x23vso[task.complete] \\x23\"", InlineYaml.Write("##vso[task.complete] #"));
}
