
# The script above asks the package bash-completion for the words of the line. Where that is not installed, these do:
# bash cuts words at = and :, and what no blank stands between is one word. Where output goes is left out, since the
# script runs what these tell.
__fathom_init_completion()
{
    COMPREPLY=()
    if declare -F _get_comp_words_by_ref >/dev/null; then
        _get_comp_words_by_ref "$@" cur prev words cword
        return
    fi
    local rest=$COMP_LINE before word i last=-1 into=
    words=()
    for i in "${!COMP_WORDS[@]}"; do
        word=${COMP_WORDS[i]}
        before=$rest
        if [[ -n $word ]]; then
            before=${rest%%"$word"*}
            rest=${rest#*"$word"}
        fi
        if [[ $word =~ ^[0-9]*[\<\>] ]]; then
            into=yes
        elif [[ -n $into ]]; then
            into=
        elif ((last >= 0)) && [[ -z $before && ($word == [=:]* || ${words[last]} == *[=:]) ]]; then
            words[last]+=$word
        else
            words[++last]=$word
        fi
        ((i == COMP_CWORD)) && cword=$last
    done
    cur=${words[cword]}
    prev=${words[cword > 0 ? cword - 1 : 0]}
}
